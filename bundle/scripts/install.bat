@echo off
rem Installs gxaudit without internet. Double-click, or: install.bat [FOLDER]
setlocal
set PYTHONUTF8=1
chcp 65001 >nul
where py >nul 2>nul
if not errorlevel 1 (
  py -3 "%~dp0install.py" %*
  goto end
)
where python >nul 2>nul
if not errorlevel 1 (
  python "%~dp0install.py" %*
  goto end
)
echo There is no Python on this computer. Install Python 3.11 or later (64 bit) first.
:end
set RESULT=%ERRORLEVEL%
pause
exit /b %RESULT%
