#!/bin/sh
# Publishes the web application into a folder, and the command line into cli/ below it. Used by the image and by .ci/run.
set -eu
folder=${1:?usage: deploy/publish.sh FOLDER}
cd "$(dirname "$0")/.."

dotnet publish src/Tracker.Web -c Release -o "$folder"
dotnet publish src/Tracker.Cli -c Release -o "$folder/cli"
