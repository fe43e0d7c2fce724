@echo off
rem Opens the year's work in a browser: double-click this file. The same as: make studio
rem Words behind it go to the studio: --port 8000 --no-open
rem Within the zip for office PCs the file of this name above brings its own Python.
if exist "%~dp0..\texts\trouble.txt" "%~dp0..\%~nx0" %*
setlocal
rem pushd, not cd: it also enters a folder on a server.
pushd "%~dp0" || (pause & exit /b 2)
if not defined TEBIKI_LANG set "TEBIKI_LANG=ja"
set "PYTHON=py -3"
where /q py || set "PYTHON=python"
%PYTHON% -S tools\bootstrap.py studio %*
set "CODE=%ERRORLEVEL%"
if "%CODE%"=="0" goto end
rem 9009: no such command, or the Store's stand-in for Python.
if "%CODE%"=="9009" goto missing
rem What was told stays to be read.
pause
goto end

:missing
echo Python 3.11 or newer is needed: install it from https://www.python.org/downloads/
echo and open this file again. If you may not, tell whoever maintains this project.
rem This file is ASCII, which every code page reads alike: the same in Japanese, by its numbers.
set "WORDS=\u624b\u5f15\u304d\u30b9\u30bf\u30b8\u30aa\u306b\u306f\u3001Python 3.11 \u4ee5\u4e0a\u304c\u5fc5\u8981\u3067\u3059\u3002\nhttps://www.python.org/downloads/ \u304b\u3089\u5165\u308c\u3066\u3001\u3082\u3046\u4e00\u5ea6\u300c\u306f\u3058\u3081\u308b\u300d\u3092\u958b\u3044\u3066\u304f\u3060\u3055\u3044\u3002\u5165\u308c\u3089\u308c\u306a\u3044\u3068\u304d\u306f\u3001\u4fdd\u5b88\u306e\u62c5\u5f53\u306b\u77e5\u3089\u305b\u3066\u304f\u3060\u3055\u3044\u3002"
set "TITLE=\u624b\u5f15\u304d\u30b9\u30bf\u30b8\u30aa"
powershell -NoProfile -Command "$r=[regex]; Add-Type -AssemblyName System.Windows.Forms; [void][Windows.Forms.MessageBox]::Show($r::Unescape($env:WORDS), $r::Unescape($env:TITLE))" || pause

:end
popd
exit /b %CODE%
