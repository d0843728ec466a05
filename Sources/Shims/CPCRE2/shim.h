// PCRE2 with 8-bit code units. Its functions are macros over a width suffix; these doors name the 8-bit ones.
#pragma once
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
