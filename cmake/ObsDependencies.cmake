# cmake -D PLATFORM=windows-x64|macos -D OBS=31.1|32.2 -P cmake/ObsDependencies.cmake
#
# For Windows and macOS, where no package brings OBS's headers: fetches what buildspec.json names for that OBS into .deps
# (checked by hash) and builds libobs and obs-frontend-api there, as OBS's plugin template does. The module then fits that
# OBS and newer ones that ship the same major version of FFmpeg: up to "newest", where buildspec.json names one.
cmake_minimum_required(VERSION 3.25)

set(source_dir "${CMAKE_CURRENT_LIST_DIR}/..")
set(deps_dir "${source_dir}/.deps")
file(READ "${source_dir}/buildspec.json" buildspec)

foreach(name prebuilt qt6)
  string(JSON url GET "${buildspec}" dependencies ${OBS} ${name} baseUrl)
  string(JSON file GET "${buildspec}" dependencies ${OBS} ${name} files ${PLATFORM})
  string(JSON hash GET "${buildspec}" dependencies ${OBS} ${name} hashes ${PLATFORM})
  message(STATUS "Fetching ${url}/${file}")
  file(DOWNLOAD "${url}/${file}" "${deps_dir}/${file}" EXPECTED_HASH SHA256=${hash})
  file(ARCHIVE_EXTRACT INPUT "${deps_dir}/${file}" DESTINATION "${deps_dir}/${name}")
endforeach()

string(JSON obs_version GET "${buildspec}" dependencies ${OBS} obs-studio version)
string(JSON obs_repository GET "${buildspec}" dependencies ${OBS} obs-studio repository)
string(JSON obs_commit GET "${buildspec}" dependencies ${OBS} obs-studio commit)
set(obs_dir "${deps_dir}/obs-studio")
message(STATUS "Fetching OBS ${obs_version}")
execute_process(
  COMMAND git init --quiet "${obs_dir}"
  COMMAND_ERROR_IS_FATAL ANY)
execute_process(
  COMMAND git -C "${obs_dir}" fetch --quiet --depth 1 "${obs_repository}" ${obs_commit}
  COMMAND_ERROR_IS_FATAL ANY)
execute_process(
  COMMAND git -C "${obs_dir}" checkout --quiet FETCH_HEAD
  COMMAND_ERROR_IS_FATAL ANY)
if(PLATFORM STREQUAL macos)
  set(options -G Xcode -D CMAKE_OSX_ARCHITECTURES=arm64 -D CMAKE_OSX_DEPLOYMENT_TARGET=13.3)
  execute_process(COMMAND xattr -r -d com.apple.quarantine "${deps_dir}")
else()
  set(options -A x64)
endif()
execute_process(
  COMMAND "${CMAKE_COMMAND}" -S "${obs_dir}" -B "${obs_dir}/build" ${options}
    -D ENABLE_PLUGINS=OFF -D ENABLE_FRONTEND=OFF -D OBS_VERSION_OVERRIDE=${obs_version}
    -D "CMAKE_PREFIX_PATH=${deps_dir}/prebuilt;${deps_dir}/qt6"
  COMMAND_ERROR_IS_FATAL ANY)
execute_process(
  COMMAND "${CMAKE_COMMAND}" --build "${obs_dir}/build" --target obs-frontend-api --config Release --parallel
  COMMAND_ERROR_IS_FATAL ANY)
execute_process(
  COMMAND "${CMAKE_COMMAND}" --install "${obs_dir}/build" --component Development --config Release --prefix "${deps_dir}/obs"
  COMMAND_ERROR_IS_FATAL ANY)

# The one header of obs-websocket, which OBS keeps as a submodule.
execute_process(
  COMMAND git -C "${obs_dir}" submodule --quiet update --init --depth 1 plugins/obs-websocket
  COMMAND_ERROR_IS_FATAL ANY)
file(COPY "${obs_dir}/plugins/obs-websocket/lib/obs-websocket-api.h" DESTINATION "${deps_dir}/obs/include")

# OBS's own find modules, among them FFmpeg's.
file(COPY "${obs_dir}/cmake/finders" DESTINATION "${deps_dir}")
