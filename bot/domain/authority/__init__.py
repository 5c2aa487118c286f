"""Asking an authority together: the document, its clock, and what follows from the answer or from silence."""
