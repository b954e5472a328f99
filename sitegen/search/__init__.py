"""The index of the search: which words lead to which entry, and how that is written down in few bytes."""
