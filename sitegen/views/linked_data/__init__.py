"""What pages tell machines of their facts: JSON-LD in the terms of schema.org.

A machine hands a fact on without what stands beside it: “not confirmed”, “call first”. So it is told less than a
reader: names, phones, addresses and languages as sources give them; hours, days and points only when somebody confirmed
them, and no longer than that holds. What has conditions is not told: costs, papers, whom something is for, whatever a
note limits. Of what is sensitive nothing is. Why: docs/decisions/0029-what-search-engines-are-told.md.
"""
