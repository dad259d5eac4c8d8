# Instead of Dependencies, for a build that only compiles for Windows: all libraries' headers, as Debian packages them for
# Linux. They are the same on every system; the one that Debian leaves out of Qt is in tests/windows/headers.
set(linux_headers /usr/include/${CMAKE_HOST_SYSTEM_PROCESSOR}-linux-gnu)

# Links to them in a folder of their own: beside them lie those of Linux itself, which must not be found.
set(headers "${CMAKE_BINARY_DIR}/headers")
file(GLOB sources
  ${linux_headers}/curl ${linux_headers}/libav* ${linux_headers}/libsw* ${linux_headers}/qt6/Qt*
  /usr/include/nlohmann /usr/include/obs /usr/include/qt6keychain /usr/include/simde /usr/include/sqlite3.h /usr/include/xxhash.h)
file(GLOB openssl_sources /usr/include/openssl/*.h ${linux_headers}/openssl/*.h)
file(MAKE_DIRECTORY "${headers}/openssl")
foreach(source IN LISTS sources openssl_sources)
  string(REGEX MATCH "(openssl/)?[^/]+$" name "${source}")
  file(CREATE_LINK "${source}" "${headers}/${name}" SYMBOLIC)
endforeach()

add_library(headers INTERFACE)
target_include_directories(headers SYSTEM INTERFACE "${PROJECT_SOURCE_DIR}/tests/windows/headers" "${headers}" "${headers}/obs")
foreach(module Core Gui Network Widgets)
  target_include_directories(headers SYSTEM INTERFACE "${headers}/Qt${module}")
  add_library(Qt6::${module} ALIAS headers)
endforeach()
foreach(library avformat avcodec avfilter avutil swscale swresample)
  add_library(FFmpeg::${library} ALIAS headers)
endforeach()
foreach(library CURL::libcurl OBS::libobs OBS::obs-frontend-api OBS::obs-websocket-api OpenSSL::Crypto Qt6Keychain::Qt6Keychain SQLite3::SQLite3
    Threads::Threads nlohmann_json::nlohmann_json xxHash::xxhash)
  add_library(${library} ALIAS headers)
endforeach()

# What AUTOMOC otherwise learns from Qt's own package.
set(Qt6Core_VERSION_MAJOR 6)
set(Qt6Core_VERSION_MINOR 4)
set(CMAKE_AUTOMOC_EXECUTABLE /usr/lib/qt6/libexec/moc)
