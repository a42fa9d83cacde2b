"""Figures: every public function of a module here draws one."""
