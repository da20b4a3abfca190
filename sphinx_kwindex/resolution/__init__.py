"""Resolution: blocks become HTML text or docutils nodes, with every link resolved."""
