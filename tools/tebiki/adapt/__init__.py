"""The Sphinx side: only here Sphinx and docutils are imported. conf.py names `tebiki.adapt.extension`."""
