"""What is known: concepts, publications, resources."""
