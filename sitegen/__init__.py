"""Static multilingual information sites: YAML and Markdown in, accessible HTML in every language out."""

__version__ = "0.1.0"
