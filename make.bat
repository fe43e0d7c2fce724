@echo off
rem make         sets up .venv where needed and builds the site
rem make test    sets up .venv for the tests too and runs them
rem Also: check, check-browser, test-long, test-city, rehearse, studio, office, bench, lint, setup, lock (see Makefile).
rem Further words go to the command.
setlocal
rem pushd, not cd: it also enters a folder on a server.
pushd "%~dp0" || exit /b 2
set "PYTHON=py -3"
where /q py || set "PYTHON=python"
%PYTHON% -S tools\bootstrap.py %*
set "CODE=%ERRORLEVEL%"
rem 9009: no such command, or the Store's stand-in for Python.
if "%CODE%"=="9009" (
  echo Python 3.11 or newer is needed: install it from https://www.python.org/downloads/
  echo and run make again. See README.ja.md.
)
popd
exit /b %CODE%
