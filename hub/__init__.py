"""The kernel: who, where, about what. Imports no other app of the project."""
