"""The editors' report: what is translated, confirmed, known and heavy, in figures."""
