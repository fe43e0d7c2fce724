"""``tebiki migrate``: a project of an older engine is brought to today's formats."""
