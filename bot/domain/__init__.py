"""The rules of Kolo, without any I/O: what is needed, where people are, what may be shown, and when."""
