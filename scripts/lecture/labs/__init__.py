"""The labs: each module holds one run, what is measured with it, the verdict, the tables and the figures."""
