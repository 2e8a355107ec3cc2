"""Pages for officials: rendered here, in Swedish, without a script and without a third party."""
