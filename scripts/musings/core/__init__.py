"""What all else rests on: pages, the project, failures, modules, the bibliography, fingerprints, files."""
