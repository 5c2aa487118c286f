"""Looking through lists by words: names of any language, in any order, and what they ask for."""
