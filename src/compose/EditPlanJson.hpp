#pragma once

#include <media/CaptureContext.hpp>
#include <media/EditPlan.hpp>

#include <nlohmann/json.hpp>

namespace DirectPost::Compose {

// Only what differs from the plain plan is written; what is missing is as in the plain plan.
nlohmann::json jsonOf(const Media::EditPlan &plan);
nlohmann::json jsonOf(const Media::PictureLayout &layout);
nlohmann::json jsonOf(const std::vector<Media::SceneShown> &scenes);
std::string nameOf(Media::LayoutKind kind); // as it stands in files

// As a post keeps it; empty for the plain plan, which is also what a text that makes no sense is read as.
std::string textOf(const Media::EditPlan &plan);
Media::EditPlan editPlanFromText(const std::string &text);

// Throw where it makes no sense.
Media::EditPlan editPlanFrom(const nlohmann::json &json);
Media::PictureLayout pictureLayoutFrom(const nlohmann::json &json);
std::vector<Media::SceneShown> scenesShownFrom(const nlohmann::json &json);
Media::LayoutKind layoutKindFrom(const std::string &name);

} // namespace DirectPost::Compose
