"""The conversation core: questions, replay, and what a person sees of them."""
