// What every page does with scripts; all of it works without them too.
import "./keys.js";
import "./dialogs.js";
import "./forms.js";
