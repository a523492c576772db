"""What the pages do, for other programs (接口)."""
