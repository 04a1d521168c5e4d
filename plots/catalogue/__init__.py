"""The pictures of the catalogue: in a module for each topic, one function draws any entry."""
