"""Experiments: every public function of a module here measures something and returns it as a dict."""
