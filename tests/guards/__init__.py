"""Guards: rules about the code itself, which hold without anybody remembering them."""
