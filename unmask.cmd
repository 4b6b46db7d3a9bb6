@echo off
rem Starts the published program, and publishes it first when its sources changed since.
setlocal
set "root=%~dp0"
where dotnet >nul 2>nul || (
  echo unmask: the .NET SDK is missing. Install the version in global.json or newer ^(https://dot.net/download^). 1>&2
  exit /b 70
)
for /f "usebackq delims=" %%s in (`powershell -NoProfile -Command "$f = Get-ChildItem '%root%src','%root%plugins','%root%templates','%root%global.json','%root%Directory.*','%root%BannedSymbols.txt' -Recurse -File | Where-Object { $_.FullName -notmatch '\\(bin|obj)\\' -and $_.Extension -ne '.dll' }; ($f | ForEach-Object { $_.FullName + $_.Length + $_.LastWriteTimeUtc.Ticks } | Sort-Object | Out-String).GetHashCode()"`) do set "sources=%%s"
set "published="
if exist "%root%artifacts\unmask\.sources" set /p published=<"%root%artifacts\unmask\.sources"
if not "%published%"=="%sources%" (
  echo unmask: building, since the sources are new or changed 1>&2
  dotnet publish "%root%src\Host" -c Release -o "%root%artifacts\unmask" -v quiet 1>&2 || (
    echo unmask: the build failed; nothing was started 1>&2
    exit /b 70
  )
  >"%root%artifacts\unmask\.sources" echo %sources%
)
dotnet "%root%artifacts\unmask\unmask.dll" %*
exit /b %ERRORLEVEL%
