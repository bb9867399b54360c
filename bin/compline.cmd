@echo off
setlocal
rem The command line, in the terminals of VS Code. COMPLINE_NODE is VS Code's own runtime, for machines without Node.
set "COMPLINE_RUN=node"
if defined COMPLINE_NODE if exist "%COMPLINE_NODE%" set "COMPLINE_RUN=%COMPLINE_NODE%"
if not "%COMPLINE_RUN%"=="node" set "ELECTRON_RUN_AS_NODE=1"
"%COMPLINE_RUN%" "%~dp0..\dist\compline.cjs" %*
