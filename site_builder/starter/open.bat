@echo off
chcp 65001 >nul
cd /d "%~dp0"
where taizhang >nul 2>nul
if not errorlevel 1 (
  taizhang serve
) else (
  py -m site_builder serve
)
if errorlevel 1 pause
