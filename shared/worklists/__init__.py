"""Work lists: pieces of work that robots claim, and complete with an event or hand back."""
