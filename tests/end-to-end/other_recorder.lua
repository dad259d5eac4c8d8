-- Another plugin that records in the same OBS, by an output and encoders of its own: while the file "record" is in its
-- folder, into "vertical-N.mkv"; and a replay buffer of its own, which it saves when "save" is there.

obs = obslua
local folder = ""
local recorder, buffer
local recordings = 0

local function video_encoder(name)
	local settings = obs.obs_data_create()
	obs.obs_data_set_string(settings, "preset", "ultrafast")
	obs.obs_data_set_int(settings, "keyint_sec", 1)
	local encoder = obs.obs_video_encoder_create("obs_x264", name, settings, nil)
	obs.obs_encoder_set_video(encoder, obs.obs_get_video())
	obs.obs_data_release(settings)
	return encoder
end

local function audio_encoder(name)
	local encoder = obs.obs_audio_encoder_create("ffmpeg_aac", name, nil, 0, nil)
	obs.obs_encoder_set_audio(encoder, obs.obs_get_audio())
	return encoder
end

-- The output keeps its encoders.
local function start(id, name, settings)
	local output = obs.obs_output_create(id, name, settings, nil)
	local video, audio = video_encoder(name), audio_encoder(name)
	obs.obs_output_set_video_encoder(output, video)
	obs.obs_output_set_audio_encoder(output, audio, 0)
	obs.obs_output_start(output)
	obs.obs_encoder_release(video)
	obs.obs_encoder_release(audio)
	obs.obs_data_release(settings)
	return output
end

local function exists(name)
	local file = io.open(folder .. "/" .. name, "r")
	if file then file:close() end
	return file ~= nil
end

local function record()
	recordings = recordings + 1
	local settings = obs.obs_data_create()
	obs.obs_data_set_string(settings, "path", string.format("%s/vertical-%d.mkv", folder, recordings))
	recorder = start("ffmpeg_muxer", "Vertical Record", settings)
end

local function stop(output)
	obs.obs_output_stop(output)
	obs.obs_output_release(output)
end

local function keep_replays()
	local settings = obs.obs_data_create()
	obs.obs_data_set_string(settings, "directory", folder)
	obs.obs_data_set_string(settings, "format", "Backtrack %hh-%mm-%ss")
	obs.obs_data_set_string(settings, "extension", "mkv")
	obs.obs_data_set_int(settings, "max_time_sec", 5)
	obs.obs_data_set_int(settings, "max_size_mb", 64)
	buffer = start("replay_buffer", "Vertical Backtrack", settings)
end

local function save_replay()
	os.remove(folder .. "/save")
	local call = obs.calldata_create()
	obs.proc_handler_call(obs.obs_output_get_proc_handler(buffer), "save", call)
	obs.calldata_destroy(call)
end

local function look()
	if exists("record") and not recorder then record() end
	if not exists("record") and recorder then
		stop(recorder)
		recorder = nil
	end
	if exists("replays") and not buffer then keep_replays() end
	if buffer and exists("save") then save_replay() end
end

function script_load(settings)
	folder = obs.obs_data_get_string(settings, "folder")
	obs.timer_add(look, 200)
end

function script_unload()
	obs.timer_remove(look)
	if recorder then stop(recorder) end
	if buffer then stop(buffer) end
end
