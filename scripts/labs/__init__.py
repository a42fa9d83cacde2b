"""What the labs share with their experiments: one run, and the verdict on all of them."""
