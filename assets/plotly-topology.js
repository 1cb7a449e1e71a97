// plotly.js asks a content delivery network for the outlines of the world's countries
// before it draws any map, and draws nothing when that fails, even if no outline is shown
// (plotly.js issue 6767, still so in 4.1.1). An empty world, put in place before plotly.js
// loads, answers that question, so maps need no outside request. "world_110m" is plotly's
// name for its default scope and resolution; figures must not change those two.
window.PlotlyGeoAssets = window.PlotlyGeoAssets || {};
window.PlotlyGeoAssets.topojson = window.PlotlyGeoAssets.topojson || {};
window.PlotlyGeoAssets.topojson.world_110m = { type: "Topology", arcs: [], objects: {} };
