"""The 確認表: what an approver signs, and all that people must still look at."""
