#pragma once

#include "Faults.hpp"
#include "sandbox/Sandbox.hpp"

#include <nlohmann/json.hpp>

// The control plane's JSON: the members of the public structs in snake_case, times in seconds since 1970.
namespace DirectPost {

void to_json(nlohmann::json &json, const SandboxMedia &media);
void to_json(nlohmann::json &json, const SandboxChunk &chunk);
void to_json(nlohmann::json &json, const SandboxPost &post);
void to_json(nlohmann::json &json, const SandboxRequest &request);
void to_json(nlohmann::json &json, const SandboxViolation &violation);
void to_json(nlohmann::json &json, const SandboxCreator &creator);
// Members that are absent keep their value; an unknown member or a wrong type throws nlohmann::json::exception.
void from_json(const nlohmann::json &json, SandboxCreator &creator);
void from_json(const nlohmann::json &json, SandboxFault &fault);
void to_json(nlohmann::json &json, const SandboxFault &fault);

namespace StandIn {
void to_json(nlohmann::json &json, const FaultPlan::State &state);
} // namespace StandIn

} // namespace DirectPost
