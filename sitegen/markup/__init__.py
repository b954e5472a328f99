"""Text into HTML: Markdown, sanitising, and the isolation of runs that read the other way."""
