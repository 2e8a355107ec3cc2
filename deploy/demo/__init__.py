"""The demo: submissions worked by a robot and by officials, through the public interfaces only."""
