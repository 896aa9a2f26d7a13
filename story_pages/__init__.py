"""What came of it: articles and full-screen multimedia stories."""
