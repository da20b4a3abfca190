"""Blocks as HTML text, with the addresses of links filled in at once or left open until a build knows them."""
