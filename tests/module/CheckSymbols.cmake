cmake_minimum_required(VERSION 3.25)

# Run with -D MODULE=<file> -D NM=<nm>. All plugins share OBS's one process, so a symbol that leaks out may replace another
# plugin's, and Qt's private symbols would tie the binary to a single Qt release.
execute_process(COMMAND "${NM}" -D --defined-only --format=just-symbols "${MODULE}"
  OUTPUT_VARIABLE exported COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND "${NM}" -D --undefined-only --with-symbol-versions --format=just-symbols "${MODULE}"
  OUTPUT_VARIABLE imported COMMAND_ERROR_IS_FATAL ANY)
string(STRIP "${exported}" exported)
string(REPLACE "\n" ";" exported "${exported}")
string(REPLACE "\n" ";" imported "${imported}")

foreach(required obs_module_load obs_module_unload obs_module_set_pointer obs_module_ver)
  if(NOT required IN_LIST exported)
    message(SEND_ERROR "${required} is not exported: OBS would not load the module.")
  endif()
endforeach()

list(FILTER exported EXCLUDE REGEX "^obs_module_[a-z_]+$")
if(exported)
  list(JOIN exported "\n  " names)
  message(SEND_ERROR "These symbols are none of OBS's business:\n  ${names}")
endif()

list(FILTER imported INCLUDE REGEX "PRIVATE_API")
if(imported)
  list(JOIN imported "\n  " names)
  message(SEND_ERROR "These symbols of Qt are private:\n  ${names}")
endif()
