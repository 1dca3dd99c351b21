# Installs dxkpi from this folder, without a network:
#   powershell -ExecutionPolicy Bypass -File install.ps1 [-Folder C:\dxkpi]
# Stop dxkpi first where it runs. The data is not touched: it lies where DXKPI_DATA says, or in %LOCALAPPDATA%\dxkpi.
param([string]$Folder = "C:\dxkpi")
$ErrorActionPreference = "Stop"
$wanted = (Get-Content (Join-Path $PSScriptRoot "python-version")).Trim()

function Invoke-Step([string]$Failure, [string]$Program, [string[]]$Arguments) {
    & $Program @Arguments
    if ($LASTEXITCODE -ne 0) { throw $Failure }
}

foreach ($line in Get-Content (Join-Path $PSScriptRoot "SHA256SUMS") -Encoding UTF8) {
    $expected, $name = $line -split "  ", 2
    $actual = (Get-FileHash (Join-Path $PSScriptRoot $name) -Algorithm SHA256).Hash
    if ($actual -ne $expected) { throw "The bundle is damaged ($name): copy it here again." }
}

$venv = Join-Path $Folder "venv"
$python = Join-Path $venv "Scripts\python.exe"
$lock = Join-Path $PSScriptRoot "windows-x86_64.lock"
$wheels = Join-Path $PSScriptRoot "wheels"
Invoke-Step "Python $wanted is missing." "py" @("-$wanted", "-m", "venv", "--clear", $venv)
Invoke-Step "dxkpi could not be installed." $python @("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-index", "--no-deps",
    "--require-hashes", "--find-links", $wheels, "--requirement", $lock)
Invoke-Step "Something that dxkpi needs is missing." $python @("-m", "pip", "check", "--disable-pip-version-check")
Write-Host "dxkpi is installed. Start it: $venv\Scripts\dxkpi.exe serve     (the samples first: $venv\Scripts\dxkpi.exe demo)"
