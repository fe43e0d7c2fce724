"""What translators and those who look after them do: update, see, send, take back, begin a language."""
