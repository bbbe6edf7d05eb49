@echo off
rem Double-click: opens the desk in the browser. ASCII only, so that it is the same on every code page.
chcp 65001 >nul
pushd "%~dp0"
where taizhang >nul 2>nul
if not errorlevel 1 goto program
where py >nul 2>nul
if not errorlevel 1 goto launcher
echo.
echo taizhang is not installed on this computer. Install it once, then double-click again:
echo     py -m pip install FILE.whl
echo (FILE.whl is the file that whoever gave you this program gives you: drag it into this window.)
echo (Python itself: python.org, or the software centre of your office.)
pause
goto end
:program
taizhang serve
goto ended
:launcher
py -m site_builder serve
:ended
if errorlevel 1 pause
:end
popd
