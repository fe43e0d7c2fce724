@echo off
rem Starts the studio of this folder. It needs no installed Python, no git, no network, no administrator.
rem Words behind it go to the studio: --port 8000 --no-open
setlocal
set "HERE=%~dp0"
if not exist "%HERE%project\conf.py" goto packed
if not exist "%HERE%python\python.exe" goto lost
if not exist "%HERE%git\cmd\git.exe" goto lost
rem One library of Microsoft's stands beside this Python or in Windows.
if exist "%HERE%python\msvcp140.dll" goto start
if exist "%SystemRoot%\System32\msvcp140.dll" goto start
goto lost

:start
set "PATH=%HERE%git\cmd;%PATH%"
rem What belongs to this user stays in this folder, too: who removes the folder removes all.
set "TEBIKI_DATA=%HERE%data"
if not defined TEBIKI_LANG set "TEBIKI_LANG=ja"
rem On a stick or a share git does not know whose folder this is.
set "GIT_CONFIG_COUNT=1"
set "GIT_CONFIG_KEY_0=safe.directory"
set "GIT_CONFIG_VALUE_0=*"
rem pushd also enters a folder on a server.
pushd "%HERE%project"
if not exist "tools\tebiki\__main__.py" goto lost
"%HERE%python\python.exe" -X utf8 -m tebiki studio %*
set "CODE=%ERRORLEVEL%"
popd
if "%CODE%"=="0" exit /b 0
rem Ctrl-C in this window is the way to end it.
if "%CODE%"=="130" exit /b 0
echo.
type "%HERE%texts\trouble.txt"
pause
exit /b %CODE%

:packed
echo Unpack the whole zip first, then open this file in the new folder.
echo Zip wo migi-click shite, "subete tenkai" wo erande kudasai.
pause
exit /b 2

:lost
echo A part of this folder is missing, or Windows lacks msvcp140.dll.
type "%HERE%texts\trouble.txt"
pause
exit /b 2
