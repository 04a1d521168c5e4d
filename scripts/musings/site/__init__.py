"""What MkDocs builds: its events, the pages that the tool writes, and what is done to the pages of others."""
