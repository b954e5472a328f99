"""What a pull request changes for readers and translators, and how GitHub is told. See tools/pull_request.py."""
