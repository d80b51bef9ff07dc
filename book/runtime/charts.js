// The one charts script of the page. It is the largest one, so it comes after all others (plotly.js waits for it).
import Plotly from "../../widgets/explorers/kit/plotly.js";

globalThis.Plotly = Plotly;
