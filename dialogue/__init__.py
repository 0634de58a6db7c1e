"""What readers say back: «si fra», «spør» and «del din erfaring»."""
