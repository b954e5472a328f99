"""Pages that prepare for the exam: the way in, chapters with their questions, tasks, words."""
