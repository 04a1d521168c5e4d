"""What claims are written with, and how they are rendered: links, named blocks, fences, references."""
