#!/bin/sh
# Installs what sluice needs and builds it: Gradescope runs this once, while it makes
# the image of the autograder.
# SPDX-License-Identifier: MIT
set -eu
cd /autograder/source/sluice
./bootstrap packages
make programs
build/release/sluice --version
